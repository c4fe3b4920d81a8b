// The default theme of VitePress, with the changes in `style.css`.

import DefaultTheme from "vitepress/theme";

import "./style.css";

export default DefaultTheme;
