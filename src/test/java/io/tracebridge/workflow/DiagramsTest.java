package io.tracebridge.workflow;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.camunda.zeebe.model.bpmn.instance.BoundaryEvent;
import io.camunda.zeebe.model.bpmn.instance.EndEvent;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnEdge;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnLabel;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnShape;
import io.camunda.zeebe.model.bpmn.instance.dc.Bounds;
import io.camunda.zeebe.model.bpmn.instance.di.Waypoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The diagrams read well in Operate: from left to right, with nothing on top of anything.
 */
class DiagramsTest {

    static List<Models.ProcessFile> processes() {
        return Models.allProcesses();
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everythingIsDrawn(Models.ProcessFile process) {
        assertThat(shapes(process)).extracting(Shape::id)
            .containsExactlyInAnyOrderElementsOf(process.all(FlowNode.class).stream().map(FlowNode::getId).toList());
        assertThat(process.all(BpmnEdge.class)).extracting((edge) -> edge.getBpmnElement().getId())
            .containsExactlyInAnyOrderElementsOf(
                    process.all(SequenceFlow.class).stream().map(SequenceFlow::getId).toList());
    }

    @ParameterizedTest
    @MethodSource("processes")
    void noLinesCross(Models.ProcessFile process) {
        var segments = segments(process);
        pairs(segments.size()).forEach((pair) -> {
            var one = segments.get(pair[0]);
            var other = segments.get(pair[1]);
            if (!one.flow().equals(other.flow())) {
                assertThat(one.line().intersectsLine(other.line())).as("%s crosses %s", one.flow(), other.flow())
                    .isFalse();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("processes")
    void linesRunStraightAndRoundAllOtherShapes(Models.ProcessFile process) {
        for (var segment : segments(process)) {
            assertThat(segment.line().getX1() == segment.line().getX2()
                    || segment.line().getY1() == segment.line().getY2())
                .as("%s runs straight", segment.flow())
                .isTrue();
            var flow = (SequenceFlow) process.model().<SequenceFlow>getModelElementById(segment.flow());
            for (var shape : shapes(process)) {
                if (!shape.id().equals(flow.getSource().getId()) && !shape.id().equals(flow.getTarget().getId())
                        && !isHostOf(flow.getSource(), shape)) {
                    assertThat(shape.bounds().intersectsLine(segment.line()))
                        .as("%s runs through %s", segment.flow(), shape.id())
                        .isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void labelsLieOnNothing(Models.ProcessFile process) {
        var labels = labels(process);
        assertThat(labels).isNotEmpty();
        for (var label : labels) {
            assertThat(shapes(process)).noneMatch((shape) -> shape.bounds().intersects(label.bounds()));
            assertThat(segments(process)).as(label.id())
                .noneMatch((segment) -> label.bounds().intersectsLine(segment.line()));
        }
        pairs(labels.size())
            .forEach((pair) -> assertThat(labels.get(pair[0]).bounds().intersects(labels.get(pair[1]).bounds()))
                .as("%s on %s", labels.get(pair[0]).id(), labels.get(pair[1]).id())
                .isFalse());
    }

    @ParameterizedTest
    @MethodSource("processes")
    void timeRunsFromLeftToRight(Models.ProcessFile process) {
        var starts = process.all(StartEvent.class);
        var left = shapes(process).stream().mapToDouble((shape) -> shape.bounds().getX()).min().orElseThrow();
        assertThat(starts)
            .anySatisfy((start) -> assertThat(shape(process, start.getId()).bounds().getX()).isEqualTo(left));
        for (var end : process.all(EndEvent.class)) {
            end.getIncoming()
                .forEach((flow) -> assertThat(shape(process, end.getId()).bounds().getX())
                    .isGreaterThan(shape(process, flow.getSource().getId()).bounds().getX()));
        }
    }

    private static boolean isHostOf(FlowNode source, Shape shape) {
        return source instanceof BoundaryEvent boundary && boundary.getAttachedTo().getId().equals(shape.id());
    }

    private static Shape shape(Models.ProcessFile process, String id) {
        return shapes(process).stream().filter((shape) -> shape.id().equals(id)).findFirst().orElseThrow();
    }

    private static List<Shape> shapes(Models.ProcessFile process) {
        return process.all(BpmnShape.class)
            .stream()
            .map((shape) -> new Shape(shape.getBpmnElement().getId(), rectangle(shape.getBounds())))
            .toList();
    }

    private static List<Shape> labels(Models.ProcessFile process) {
        var shapes = process.all(BpmnShape.class)
            .stream()
            .flatMap((shape) -> label(shape.getBpmnElement().getId(), shape.getBpmnLabel()));
        var edges = process.all(BpmnEdge.class)
            .stream()
            .flatMap((edge) -> label(edge.getBpmnElement().getId(), edge.getBpmnLabel()));
        return Stream.concat(shapes, edges).toList();
    }

    private static Stream<Shape> label(String id, BpmnLabel label) {
        return (label == null || label.getBounds() == null) ? Stream.of()
                : Stream.of(new Shape(id, rectangle(label.getBounds())));
    }

    private static List<Segment> segments(Models.ProcessFile process) {
        var segments = new ArrayList<Segment>();
        for (var edge : process.all(BpmnEdge.class)) {
            var points = List.copyOf(edge.getWaypoints());
            for (var i = 1; i < points.size(); i++) {
                segments.add(new Segment(edge.getBpmnElement().getId(), line(points.get(i - 1), points.get(i))));
            }
        }
        return segments;
    }

    private static Line2D line(Waypoint from, Waypoint to) {
        return new Line2D.Double(from.getX(), from.getY(), to.getX(), to.getY());
    }

    private static Rectangle2D rectangle(Bounds bounds) {
        return new Rectangle2D.Double(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
    }

    private static Stream<int[]> pairs(int size) {
        return IntStream.range(0, size)
            .boxed()
            .flatMap((one) -> IntStream.range(one + 1, size).mapToObj((other) -> new int[] { one, other }));
    }

    /** A shape or a label. */
    private record Shape(String id, Rectangle2D bounds) {
    }

    private record Segment(String flow, Line2D line) {
    }

}
