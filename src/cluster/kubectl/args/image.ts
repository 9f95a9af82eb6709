/** Whether a text names an image (distribution/reference: domain, path in small letters, tag, digest). */
export function isImage(text: string): boolean {
  const [name = '', digest, more] = text.split('@');
  if (
    more !== undefined ||
    (digest !== undefined && !/^[A-Za-z][A-Za-z0-9+._-]*:[0-9a-fA-F]{32,}$/.test(digest))
  )
    return false;
  const slash = name.lastIndexOf('/');
  const colon = name.indexOf(':', slash + 1);
  const path = colon === -1 ? name : name.slice(0, colon);
  if (colon !== -1 && !/^\w[\w.-]{0,127}$/.test(name.slice(colon + 1))) return false;
  const parts = path.split('/');
  const domain =
    parts.length > 1 && /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d+)?$/.test(parts[0] ?? '');
  return (domain ? parts.slice(1) : parts).every(isPathComponent);
}

function isPathComponent(text: string): boolean {
  return /^[a-z0-9._-]+$/.test(text) && text.split(/[._]|__|-+/).every((word) => word !== '');
}
