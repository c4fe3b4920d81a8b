// A session as a signal of Angular, in Node. Prints the values of the signal.

import {
  computed,
  createEnvironmentInjector,
  DestroyRef,
  Injector,
  inject,
  runInInjectionContext,
  signal,
} from "@angular/core";
import { FusioClient, Session } from "matricula";

function fromSession(session) {
  const state = signal(session.state.get());
  inject(DestroyRef).onDestroy(session.state.subscribe((next) => state.set(next)));
  return state.asReadonly();
}

const [, , baseUrl, username, password] = process.argv;
const session = new Session(new FusioClient({ baseUrl }), { storage: "memory" });
const injector = createEnvironmentInjector([], Injector.NULL);
const state = runInInjectionContext(injector, () => fromSession(session));
const status = computed(() => state().status);
const seen = [status()];
await session.signIn({ username, password });
seen.push(status());
injector.destroy();
await session.signOut();
// The signal no longer follows the session.
seen.push(status());
console.log(JSON.stringify(seen));
