// The language of the app. Each language has its own files. If a text is missing in one language, the type check
// (`npm run check`) fails.

import { choice, useStore } from "../store.ts";
import { de } from "./de.ts";
import { en, type Strings } from "./en.ts";

export type { Strings };

export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;

const strings: Record<Language, Strings> = { en, de };
const known = Object.keys(LANGUAGES) as Language[];
const spoken = known.find((language) => navigator.language.startsWith(language)) ?? "en";

export const language = choice("language", known, spoken);
export const useLanguage = () => useStore(language);
export const useStrings = () => strings[useLanguage()];
