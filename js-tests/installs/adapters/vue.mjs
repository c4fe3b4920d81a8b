// biome-ignore-all lint/correctness/useHookAtTopLevel: these are no hooks of React
// A component of Vue that shows who is signed in.

import { useSession, useUser } from "matricula/vue";
import { createApp, createSSRApp, h } from "vue";
import { renderToString } from "vue/server-renderer";

const greeting = (session) => ({
  setup() {
    const state = useSession(session);
    const user = useUser(session);
    return () => {
      const { status } = user.value;
      return h("p", `${state.value.status} ${status === "ready" ? user.value.user.name : status}`);
    };
  },
});

export const render = (session) => renderToString(createSSRApp(greeting(session)));

export function mount(element, session) {
  const app = createApp(greeting(session));
  app.mount(element);
  return () => app.unmount();
}

export function hydrate(element, session, failed) {
  const app = createSSRApp(greeting(session));
  app.config.warnHandler = failed;
  app.mount(element);
  return () => app.unmount();
}
