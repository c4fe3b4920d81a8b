// Empty, because `index.cjs` contains the engine.
