// The default theme of VitePress. `style.css` repairs the accessibility faults that axe finds in it.

import DefaultTheme from "vitepress/theme";

import "./style.css";

export default DefaultTheme;
