// For compilers that do not read `exports` in package.json. All other compilers use the types of `matricula`.
export * from "./index.js";
