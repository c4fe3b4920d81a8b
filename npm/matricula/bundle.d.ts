// For compilers that do not read `exports`; the others take the types of `matricula` itself.
export * from "./index.js";
