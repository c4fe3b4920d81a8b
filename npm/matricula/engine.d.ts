// `matricula/engine` exports nothing. Its import puts the engine into the script.
export {};
