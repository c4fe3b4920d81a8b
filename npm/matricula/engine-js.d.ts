// `matricula/engine-js` exports nothing. Its import puts the engine in JavaScript into the script.
export {};
