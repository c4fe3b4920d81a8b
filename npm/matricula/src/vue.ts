// `matricula/vue`: the state of a session in Vue components.

import {
  getCurrentInstance,
  getCurrentScope,
  onMounted,
  onScopeDispose,
  type ShallowRef,
  shallowReadonly,
  shallowRef,
} from "vue";

import type { Session } from "./session.js";
import type { SessionState } from "./session-types.js";

/** Whether somebody is signed in. The reference changes with the session, until its scope ends. */
export function useSession(session: Session<any>): Readonly<ShallowRef<SessionState>> {
  const { get, getServer, subscribe } = session.state;
  const isServer = typeof document === "undefined";
  // A page that hydrates must begin with the state that the server rendered. Only then has the instance an element.
  const begins = isServer || getCurrentInstance()?.vnode.el != null;
  const state = shallowRef(begins ? getServer() : get());
  let end: (() => void) | undefined;
  const begin = () => (end = subscribe((next) => (state.value = next)));
  if (!begins) begin();
  else if (!isServer) onMounted(begin);
  if (getCurrentScope()) onScopeDispose(() => end?.());
  return shallowReadonly(state);
}
