package io.tracebridge.tracker;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every tracker promises, whatever its own ways. Each tracker has one suite that
 * implements this on top of its {@link TrackerFixture}.
 */
@ExtendWith(ClaimedCapabilities.class)
public interface TrackerContract extends SetupContract, CreationContract, ReadingContract, StatusContract,
        AssigneeContract, CommentContract, FixVersionContract, PollingContract, WebhookSetupContract, DeliveryContract,
        RedeliveryContract, TroubleContract {

}
