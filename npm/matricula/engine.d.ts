// `matricula/engine` exports nothing: it is imported for what it does.
export {};
