/** The one node there is. */
export const NODE_NAME = 'node01';
/** Its address, which pods with `hostNetwork` have too. */
export const NODE_IP = '172.30.1.2';
