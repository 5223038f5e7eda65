import protobuf from 'protobufjs';

/**
 * As much of onnx.proto (Apache-2.0, field numbers of ONNX IR 8) as it takes to rearrange nodes. Tensors, types and
 * operator sets pass through as bytes; every field that the model has is named, because what is not named is dropped.
 */
const ONNX = `
syntax = "proto3";
message Attribute {
  string name = 1; float f = 2; int64 i = 3; bytes s = 4; bytes t = 5; Graph g = 6;
  repeated float floats = 7; repeated int64 ints = 8; repeated bytes strings = 9; int32 type = 20;
}
message Node {
  repeated string input = 1; repeated string output = 2; string name = 3; string op_type = 4;
  repeated Attribute attribute = 5; string domain = 7;
}
message Value { string name = 1; bytes type = 2; }
message Graph {
  repeated Node node = 1; string name = 2; repeated bytes initializer = 5;
  repeated Value input = 11; repeated Value output = 12;
}
message Model { int64 ir_version = 1; repeated bytes opset_import = 8; string producer_name = 2; string producer_version = 3; Graph graph = 7; }
`;

type Value = { name: string };
type Attribute = { name: string; g?: Graph };
type Node = { input: string[]; output: string[]; name: string; opType: string; attribute: Attribute[] };
type Graph = { node: Node[]; initializer: Uint8Array[]; input: Value[]; output: Value[] };

/**
 * Which way each `If` of Silero v6 goes for frames of [1, 576] at 16 kHz: `then` where the end of the name is listed. All
 * others go the other way or are inside a branch that is never taken.
 */
const THEN = ['If_0', '/decoder/If', '/decoder/If_1', '__/If'];
const ELSE = ['/decoder/rnn/If', '/decoder/rnn/If_1', '/decoder/rnn/If_4'];

/**
 * The Silero model without the questions it asks of itself at every frame: no branch for 8 kHz (half of the file), no
 * test of its own shapes, no input `sr`. The same operators with the same weights compute what is left, so its answers
 * are the same to the last bit; a frame takes about a sixth less time.
 *
 * Throws when the model is not the one whose branches are known here.
 */
export function silero16kHz(model: Uint8Array): Uint8Array {
  const Model = protobuf.parse(ONNX, { keepCase: false }).root.lookupType('Model');
  const decoded = Model.decode(model);
  // `decode` answers with the fields that the text above declares; protobufjs does not know them as a type.
  const { graph } = decoded as typeof decoded & { graph: Graph };
  const initializers: Uint8Array[] = [];
  const nodes = inline(graph, initializers);
  graph.node = keepNeeded(nodes, graph.output);
  graph.initializer = initializers;
  const asked = new Set(graph.node.flatMap(({ input }) => input));
  graph.input = graph.input.filter(({ name }) => asked.has(name));
  if (graph.input.map(({ name }) => name).join() !== 'input,state') throw new Error('Expected a Silero model that needs "input" and "state" once its rate is known');
  return Model.encode(decoded).finish();
}

/** The nodes of a graph in order, each `If` replaced by the nodes of the branch that is taken. */
function inline(graph: Graph, initializers: Uint8Array[]): Node[] {
  initializers.push(...graph.initializer);
  return graph.node.flatMap((node) => {
    if (node.opType !== 'If') return [node];
    const branch = node.attribute.find(({ name }) => name === branchOf(node.name))?.g;
    if (branch === undefined) throw new Error(`Expected ${node.name} to have two branches`);
    const handOver = branch.output.map(({ name }, index) => ({ input: [name], output: [node.output[index] ?? ''], name: `${node.name}/${index}`, opType: 'Identity', attribute: [] }));
    return [...inline(branch, initializers), ...handOver];
  });
}

function branchOf(name: string): string {
  if (THEN.some((end) => name.endsWith(end))) return 'then_branch';
  if (ELSE.some((end) => name.endsWith(end))) return 'else_branch';
  throw new Error(`Expected an If of Silero v6, got ${name}`);
}

/** Only what the outputs hang on: onnxruntime computes a node also when nobody asks for its result. */
function keepNeeded(nodes: Node[], outputs: Value[]): Node[] {
  const needed = new Set(outputs.map(({ name }) => name));
  return nodes.toReversed().filter(({ input, output }) => {
    if (!output.some((name) => needed.has(name))) return false;
    for (const name of input) needed.add(name);
    return true;
  }).reverse();
}
