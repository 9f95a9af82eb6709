/** The one node there is. */
export const NODE_NAME = 'node01';
/** Its address, which pods with `hostNetwork` have too. */
export const NODE_IP = '172.30.1.2';

/** The release of the node's kernel, which containers and the learner's machine run on too. */
export const KERNEL = '6.8.0-90-generic';
