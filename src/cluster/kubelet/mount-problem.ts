/** What keeps a volume from being mounted: the text behind `MountVolume.SetUp failed for volume "x" : `. */
export class MountProblem extends Error {
  override readonly name = 'MountProblem';
  readonly volume: string;

  constructor(volume: string, message: string) {
    super(message);
    this.volume = volume;
  }
}
