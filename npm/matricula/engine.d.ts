// `matricula/engine` exports nothing. The import puts the engine into the script that imports it. Service workers need this.
export {};
