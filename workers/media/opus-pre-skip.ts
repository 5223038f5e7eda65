/** Sound that an Opus stream wants left out at its start, in seconds (RFC 7845, section 5.1); 0 for anything else. */
export function opusPreSkipS({ codec, description }: AudioDecoderConfig): number {
  if (codec !== 'opus' || description === undefined) return 0;
  const head = ArrayBuffer.isView(description) ? new DataView(description.buffer, description.byteOffset, description.byteLength) : new DataView(description);
  return head.byteLength < 12 ? 0 : head.getUint16(10, true) / 48_000;
}
