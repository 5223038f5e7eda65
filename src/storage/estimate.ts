/** Bytes this site uses and may use; null where the browser does not tell. */
export type StorageEstimate = { usageBytes: number; quotaBytes: number };

export async function estimateStorage(): Promise<StorageEstimate | null> {
  const { usage, quota } = (await globalThis.navigator?.storage?.estimate?.()) ?? {};
  return usage === undefined || quota === undefined ? null : { usageBytes: usage, quotaBytes: quota };
}

/** Asks the browser not to evict what is stored. Only works on the page, not in a worker; false when refused. */
export async function persistStorage(): Promise<boolean> {
  return (await globalThis.navigator?.storage?.persist?.()) ?? false;
}
