// `matricula/engine-js` exports nothing. A script that imports it contains the engine in JavaScript.
export {};
