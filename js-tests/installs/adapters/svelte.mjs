// Mounts and hydrates a component of Svelte 5 that shows who is signed in.

import { mount as begin, hydrate as start, unmount } from "svelte";
import Greeting from "./Greeting.svelte";

export function mount(target, session) {
  const app = begin(Greeting, { target, props: { session } });
  return () => unmount(app);
}

export function hydrate(target, session) {
  const app = start(Greeting, { target, props: { session } });
  return () => unmount(app);
}
