// How Vite builds the app. In this repository, `matricula` is a link to a folder without React, so `matricula/react`
// must use the React of the app.

import { defineConfig } from "vite";

export default defineConfig({ resolve: { dedupe: ["react"] } });
