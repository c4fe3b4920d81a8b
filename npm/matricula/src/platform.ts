// What the scripts get in the place of some of the platform's names.

/** Browsers and Node make more of theirs than it takes to have a turn. */
export const queueMicrotask = (task: () => void): void => {
  Promise.resolve().then(task);
};

// The glue makes one of each at import, and there may be none, as in Jest with jsdom: these wait until they are used.

type Decoder = InstanceType<typeof globalThis.TextDecoder>;
type Encoder = InstanceType<typeof globalThis.TextEncoder>;

export function TextDecoder(...how: ConstructorParameters<typeof globalThis.TextDecoder>): Pick<Decoder, "decode"> {
  let decoder: Decoder | undefined;
  // Without bytes it is to be made ready only.
  return { decode: (bytes) => (bytes ? (decoder ??= new globalThis.TextDecoder(...how)).decode(bytes) : "") };
}

export function TextEncoder(): Pick<Encoder, "encode" | "encodeInto"> {
  let encoder: Encoder | undefined;
  const own = () => (encoder ??= new globalThis.TextEncoder());
  return { encode: (text) => own().encode(text), encodeInto: (text, bytes) => own().encodeInto(text, bytes) };
}
