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

import type { FusioClient } from "./generated/fusio.js";
import type { FusionAuthClient } from "./generated/fusionauth.js";
import type { Session } from "./session.js";
import type { SessionState, SessionUser, UserState } from "./session-types.js";
import { userState } from "./user-state.js";

interface Store<T> {
  get(): T;
  getServer(): T;
  subscribe(run: (state: T) => void): () => void;
}

/** The state of a store. The reference changes with the store, until the caller's effect scope ends. */
function follow<T>({ get, getServer, subscribe }: Store<T>): Readonly<ShallowRef<T>> {
  const isServer = typeof document === "undefined";
  // A page that hydrates must begin with the state that the server rendered. When a page hydrates, `el` is already set.
  const begins = isServer || getCurrentInstance()?.vnode.el != null;
  const state = shallowRef(begins ? getServer() : get());
  let end: (() => void) | undefined;
  const begin = () => (end = subscribe((next) => (state.value = next)));
  if (!begins) begin();
  else if (!isServer) onMounted(begin);
  if (getCurrentScope()) onScopeDispose(() => end?.());
  return shallowReadonly(state) as Readonly<ShallowRef<T>>;
}

/** Whether somebody is signed in. The reference changes with the session, until the caller's effect scope ends. */
export const useSession = (session: Session<any>): Readonly<ShallowRef<SessionState>> => follow(session.state);

/**
 * The user, as `session.user()` returns it. On a server and during hydration, the status is `loading`. The reference
 * changes with the user, until the caller's effect scope ends.
 */
export const useUser = <C extends FusioClient | FusionAuthClient<any, any>>(
  session: Session<C>,
): Readonly<ShallowRef<UserState<SessionUser<C>>>> => follow(userState<C>(session));
