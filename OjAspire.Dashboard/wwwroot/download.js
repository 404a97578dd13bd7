// Gives a text to the reader as a file.
export async function download(fileName, stream) {
  const address = URL.createObjectURL(new Blob([await stream.arrayBuffer()], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
