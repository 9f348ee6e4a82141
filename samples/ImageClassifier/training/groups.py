"""Channels that go together, what each is worth, and what the network is without some of them."""
from dataclasses import dataclass

import torch


@dataclass
class Group:
    """Channels that one or several convolutions write, and others read; a residual stream is one group."""
    name: str
    producers: list  # (convolution, its batch normalisation)
    consumers: list  # convolutions or the head
    masked: list     # (module, attribute) holding the mask of the channels, 0 or 1
    places: int      # pixels of a producer's output; the readers' strides are in consumer_places
    consumer_places: list

    @property
    def width(self):
        return self.producers[0][0].out_channels

    def norms(self):
        """What pulls a channel towards zero in training: scale and shift of all that write it, [width]."""
        return torch.sqrt(sum(bn.weight ** 2 + bn.bias ** 2 for _, bn in self.producers) + 1e-8)

    @torch.no_grad()
    def saliency(self, order):
        """The plain criteria l1 (order 1) and l2 (order 2): in every weight that the channels write or read, over its mean."""
        total = 0
        for conv, bn in self.producers:
            folded = conv.weight * (bn.weight / torch.sqrt(bn.running_var + bn.eps)).view(-1, 1, 1, 1)
            norms = folded.flatten(1).norm(order, dim=1)
            total = total + norms / norms.mean()
        for layer in self.consumers:
            norms = layer.weight.transpose(0, 1).flatten(1).norm(order, dim=1)
            total = total + norms / norms.mean()
        return total

    def mask(self, kept):
        """kept: bool [width], or None for all."""
        for module, attribute in self.masked:
            setattr(module, attribute, 1 if kept is None else kept.float().view(1, -1, 1, 1))


def groups_of(network):
    side = 32
    stem = Group("stem", [(network.stem, network.stem_bn)], [], [(network, "stem_mask")], side * side, [])
    groups, stream = [stem], stem
    for i, stage in enumerate(network.stages):
        side //= 2
        places = side * side
        out = Group(f"stage{i + 1}", [], [], [], places, [])
        for j, block in enumerate(stage):
            inner = Group(f"stage{i + 1}.{j + 1}", [(block.conv1, block.bn1)], [block.conv2],
                          [(block, "inner_mask")], places, [places])
            groups.append(inner)
            readers = [block.conv1] + ([block.shortcut] if block.shortcut is not None else [])
            stream.consumers += readers
            stream.consumer_places += [places] * len(readers)
            out.producers.append((block.conv2, block.bn2))
            if block.shortcut is not None:
                out.producers.append((block.shortcut, block.bn0))
            out.masked.append((block, "outer_mask"))
            stream = out if j == 0 else stream
        groups.append(out)
    stream.consumers.append(network.head)
    stream.consumer_places.append(1)
    return groups


def pruned_cost(groups, kept):
    """(multiply-adds, parameters) of the network that keeps kept[i] channels of groups[i]; biases folded in."""
    inputs, outputs, places = {}, {}, {}
    for group, count in zip(groups, kept):
        for conv, _ in group.producers:
            outputs[conv], places[conv] = count, group.places
        for layer, where in zip(group.consumers, group.consumer_places):
            inputs[layer], places[layer] = count, where
    macs = parameters = 0
    for layer in {**inputs, **outputs}:
        weight = layer.weight
        kernel = weight[0, 0].numel()
        count = inputs.get(layer, weight.shape[1]) * outputs.get(layer, weight.shape[0]) * kernel
        macs += count * places[layer]
        parameters += count + outputs.get(layer, weight.shape[0])
    return macs, parameters


def strongest(saliency, count):
    kept = torch.zeros_like(saliency, dtype=torch.bool)
    kept[saliency.topk(count).indices] = True
    return kept


def penalty(groups):
    """
    The size of all channels. A channel weighs by the root of how many normalisations write it (group lasso, Yuan and Lin 2006)
    and by the root of the multiply-adds it costs, relative to the mean (after MorphNet, Gordon et al. 2018, arXiv:1711.06798).
    """
    dense = [g.width for g in groups]
    total, _ = pruned_cost(groups, dense)
    costs = [total - pruned_cost(groups, dense[:i] + [width - 1] + dense[i + 1:])[0] for i, width in enumerate(dense)]
    mean = sum(cost * width for cost, width in zip(costs, dense)) / sum(dense)
    return sum((len(g.producers) * cost / mean) ** 0.5 * g.norms().sum() for g, cost in zip(groups, costs))


def same_ratio(groups, share, multiple):
    """Widths of each group by one ratio, rounded to a multiple, with at most `share` of the multiply-adds."""
    dense, _ = pruned_cost(groups, [g.width for g in groups])
    for percent in range(100, 0, -1):
        widths = [max(multiple, round(g.width * percent / 100 / multiple) * multiple) for g in groups]
        if pruned_cost(groups, widths)[0] <= share * dense:
            return widths
    raise ValueError("no width is small enough")


def competing(groups, order, share, multiple):
    """Widths by greed: always the step that loses the least saliency for the multiply-adds it saves."""
    widths = [g.width for g in groups]
    cost, _ = pruned_cost(groups, widths)
    limit = share * cost
    least_first = [(s / s.sum()).sort().values for s in (g.saliency(order) ** 2 for g in groups)]
    while cost > limit:
        steps = []
        for i, (group, width) in enumerate(zip(groups, widths)):
            below = (width - 1) // multiple * multiple
            if below > 0:
                cheaper, _ = pruned_cost(groups, widths[:i] + [below] + widths[i + 1:])
                loss = least_first[i][group.width - width:group.width - below].sum().item()
                steps.append((loss / (cost - cheaper), i, below, cheaper))
        _, i, widths[i], cost = min(steps)
    return widths
