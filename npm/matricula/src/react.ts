"use client";
// `matricula/react`: the state of a session in React components.

import {
  createContext,
  createElement,
  type ReactElement,
  type ReactNode,
  useContext,
  useSyncExternalStore,
} from "react";

import type { FusioClient } from "./generated/fusio.js";
import type { FusionAuthClient } from "./generated/fusionauth.js";
import type { Session } from "./session.js";
import type { SessionState, SessionUser, UserState } from "./session-types.js";
import { userState } from "./user-state.js";

interface Given {
  readonly session?: Session<any> | undefined;
  readonly state?: SessionState | undefined;
}

const Context = createContext<Given>({});
const never = (): (() => void) => () => {};

/** What `SessionProvider` gets: a session, or, for a session in cookies, the state that the server has found. */
export interface SessionProviderProps {
  /** A session of this page. */
  session?: Session<any>;
  /** The state of a session of `matricula/server`. With `session`, it is used only on a server and for hydration. */
  state?: SessionState;
  children?: ReactNode;
}

/** Gives a session, or the state of a session, to the hooks in the components inside. */
export function SessionProvider({ session, state, children }: SessionProviderProps): ReactElement {
  return createElement(Context.Provider, { value: { session, state } }, children);
}

/**
 * Whether somebody is signed in. The component renders again after every change.
 *
 * Without an argument, the hook uses the session or the state of the nearest `SessionProvider`. It throws if there is
 * neither.
 */
export function useSession(session?: Session<any>): SessionState {
  const given = useContext(Context);
  const store = (session ?? given.session)?.state;
  // The state of the provider belongs to the session of the provider, so another session does not use it.
  const state = session && session !== given.session ? undefined : given.state;
  if (!store && !state) throw new Error("useSession: pass a session, or put the component into a SessionProvider");
  const first = () => state as SessionState;
  return useSyncExternalStore(store?.subscribe ?? never, store?.get ?? first, state ? first : store?.getServer);
}

/**
 * The state of the user; if it is `ready`, it has the user that `session.user()` returns. The component renders again
 * after every change, also when another user signs in; then the state is `loading` first.
 *
 * Without an argument, the hook uses the session of the nearest `SessionProvider`. It throws if there is no session.
 */
export function useUser<C extends FusioClient | FusionAuthClient<any, any> = any>(
  session?: Session<C>,
): UserState<SessionUser<C>> {
  const given = useContext(Context);
  const one = session ?? given.session;
  if (!one) throw new Error("useUser: pass a session, or put the component into a SessionProvider");
  const { subscribe, get, getServer } = userState<C>(one);
  return useSyncExternalStore(subscribe, get, getServer);
}
