// For compilers that do not read `exports`. All others use the types of `matricula`.
export * from "./index.js";
