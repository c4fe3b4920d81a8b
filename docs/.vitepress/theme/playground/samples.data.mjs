// The samples and the addresses as data of the playground page: VitePress calls `load` when it builds the site.

import { samples } from "../../../build/guide.mjs";
import { ADDRESSES } from "../../../check/addresses.mjs";

export default {
  watch: ["../../../**/*.md", "../../../playground/steps/*"],
  load: () => ({ groups: samples(), addresses: ADDRESSES }),
};
