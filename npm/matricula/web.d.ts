// For compilers that do not read `exports`. All other compilers use the types of `matricula`.
export * from "./index.js";
