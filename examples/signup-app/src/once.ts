// Wraps a call. If the argument is the same as the last time, the result is the promise of the last call, and no new
// call is made: React may run the effects of a page twice.

export function once<T>(call: (argument: string) => Promise<T>): (argument: string) => Promise<T> {
  let last: { argument: string; made: Promise<T> } | undefined;
  return (argument) => {
    if (last?.argument === argument) return last.made;
    const made = call(argument);
    last = { argument, made };
    // A failed call can be made again.
    made.catch(() => {
      if (last?.made === made) last = undefined;
    });
    return made;
  };
}
