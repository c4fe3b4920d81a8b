// The types of `matricula/bundle`, for compilers that do not read `exports` in package.json.
export * from "./index.js";
