// The default theme, without the faults that axe finds in it.

import DefaultTheme from "vitepress/theme";

import "./style.css";

export default DefaultTheme;
