// A page with React and the hooks that the app and `matricula/react` use, but without `matricula`. A test subtracts the
// size of this page from the size of the app.
import { createContext, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";

const Context = createContext("");

function App() {
  const [state, set] = useState(useContext(Context));
  useEffect(() => set("ready"), []);
  useSyncExternalStore(
    () => () => {},
    () => state,
  );
  return <p>{state}</p>;
}

createRoot(document.getElementById("root") as HTMLElement).render(<App />);
