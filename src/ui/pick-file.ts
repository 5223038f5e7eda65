/** Lets the person choose a file; call it inside a click. Nothing happens when they think better of it. */
export function pickFile(accept: string, onFile: (file: File) => void): void {
  pickFiles(accept, ([file]) => file && onFile(file), false);
}

/** As `pickFile`, for any number of files. */
export function pickFiles(accept: string, onFiles: (files: File[]) => void, isMultiple = true): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.multiple = isMultiple;
  input.addEventListener('change', () => onFiles([...(input.files ?? [])]));
  input.click();
}
