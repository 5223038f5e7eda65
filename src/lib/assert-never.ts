/** Makes an exhaustive `switch` a compile error when a case is added and not handled. */
export function assertNever(value: never): never {
  throw new TypeError(`Unexpected value: ${JSON.stringify(value)}`);
}
