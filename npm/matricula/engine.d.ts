// `matricula/engine` exports nothing. A script that imports it contains the engine.
export {};
