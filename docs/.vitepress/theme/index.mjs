// The default theme, with what axe finds in it mended.

import DefaultTheme from "vitepress/theme";

import "./style.css";

export default DefaultTheme;
