// A call that is made once for each argument, however often React draws what makes it.

export function once<T>(call: (argument: string) => Promise<T>): (argument: string) => Promise<T> {
  let last: { argument: string; made: Promise<T> } | undefined;
  return (argument) => {
    if (last?.argument === argument) return last.made;
    const made = call(argument);
    last = { argument, made };
    // What failed may be tried again.
    made.catch(() => (last = undefined));
    return made;
  };
}
