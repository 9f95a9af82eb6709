import type { Settings, Workload } from './workload.ts';

/** Gives the workload as it is after a change. */
export type Edit = (workload: Workload) => Workload;

export type SettingsEdit = (settings: Settings) => Settings;

/** Changes the settings of the containers that `which` names. */
export function inContainers(which: (name: string) => boolean, change: SettingsEdit): Edit {
  return (workload) => ({
    ...workload,
    containers: workload.containers.map((each) =>
      which(each.name) ? { ...each, settings: change(each.settings) } : each,
    ),
  });
}

export function inContainer(name: string, change: SettingsEdit): Edit {
  return inContainers((each) => each === name, change);
}

/** Changes the pod's securityContext. */
export function inPod(change: SettingsEdit): Edit {
  return (workload) => ({ ...workload, pod: change(workload.pod) });
}

/** Changes the pod spec itself, outside any securityContext. */
export function inSpec(change: SettingsEdit): Edit {
  return (workload) => ({ ...workload, spec: change(workload.spec ?? {}) });
}

/** Adds a setting, or gives it another value where it stands. */
export function setting(added: Settings): SettingsEdit {
  return (settings) => ({ ...settings, ...added });
}

/** Takes a setting out. */
export function removing(key: string): SettingsEdit {
  return (settings) => Object.fromEntries(Object.entries(settings).filter(([name]) => name !== key));
}
