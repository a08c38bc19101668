import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.mapper.MapperExtrasPlugin;
import org.opensearch.index.reindex.ReindexPlugin;
import org.opensearch.ingest.common.IngestCommonPlugin;
import org.opensearch.join.ParentJoinPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * One OpenSearch node, in which Operate and Tasklist of the local platform keep what they
 * show. It belongs to no build: Java runs this file as it is, with OpenSearch's jars on
 * the class path. The arguments are OpenSearch's settings, {@code name=value}.
 */
final class OpenSearchNode extends Node {

    private OpenSearchNode(Map<String, String> settings) {
        super(InternalSettingsPreparer.prepareEnvironment(Settings.EMPTY, settings, null, () -> "local"),
                List.of(Netty4Plugin.class, CommonAnalysisPlugin.class, IngestCommonPlugin.class,
                        MapperExtrasPlugin.class, ParentJoinPlugin.class, PainlessPlugin.class, ReindexPlugin.class,
                        LifecyclePolicies.class),
                true);
    }

    public static void main(String[] arguments) throws NodeValidationException, InterruptedException {
        Map<String, String> settings = new HashMap<>();
        for (String argument : arguments) {
            String[] setting = argument.split("=", 2);
            settings.put(setting[0], setting[1]);
        }
        OpenSearchNode node = new OpenSearchNode(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(node::end));
        node.start();
        new CountDownLatch(1).await();
    }

    private void end() {
        try {
            close();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Operate and Tasklist name a lifecycle policy in the settings of their indices. The
     * plugin that acts on it is not here; an unknown setting would be refused.
     */
    public static final class LifecyclePolicies extends Plugin {

        @Override
        public List<Setting<?>> getSettings() {
            return List.of(Setting.simpleString("index.plugins.index_state_management.policy_id",
                    Setting.Property.Dynamic, Setting.Property.IndexScope));
        }

    }

}
