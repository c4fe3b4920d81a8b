// How Vite builds the app. In this repository `matricula` is a link to a folder without React beside it.

import { defineConfig } from "vite";

export default defineConfig({ resolve: { dedupe: ["react"] } });
