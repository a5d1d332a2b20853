package dev.assay.verify;

import dev.assay.verify.generate.Shard;

/** Random problems of one operation, tried in one go. */
public final class WholeCampaign {
  private static final long SEED = 1;

  private WholeCampaign() {}

  /** Tries so many. */
  public static OperationReport of(Verifier verifier, String operation, int tries) {
    Verifier.Campaign campaign = verifier.campaign(operation, SEED, Shard.WHOLE, 0, verdict -> {});
    campaign.advance(tries);
    return campaign.report();
  }
}
