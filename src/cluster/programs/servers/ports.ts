import { has } from '../../files/permission.ts';
import type { ToolCall } from '../../tools/call.ts';

/**
 * Ports below 1024: since 2.0 containerd lets every user bind them in a pod's own network (enable_unprivileged_ports is
 * true by default, internal/cri/config); with the node's network NET_BIND_SERVICE is needed.
 */
export function mayBind(call: ToolCall, port: number): boolean {
  return port >= 1024 || call.container?.hostNetwork !== true || has(call.identity, 'NET_BIND_SERVICE');
}
