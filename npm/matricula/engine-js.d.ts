// `matricula/engine-js` exports nothing. The import puts the engine in JavaScript into the script that imports it.
export {};
