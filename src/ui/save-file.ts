/** Hands a file to the person, as a download. */
export function saveFile(fileName: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The download has its own handle on the blob once it has begun, which a task later it has.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
