"""Trains the sample's classifier on images of samples/ObjectImages and writes it as ONNX. See README.md."""
import argparse
import math
import time

import numpy
import torch
import torch.nn.functional as F
from torch import nn

import groups as grouping
from export import export
from network import CLASSES, MEAN, STD, Network, multiply_adds


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--train", required=True, help=".npz with images and labels")
    parser.add_argument("--test", required=True, help=".npz with images and labels, of another seed")
    parser.add_argument("--out", required=True, help="where objects.onnx is written")
    parser.add_argument("--checkpoint", required=True, help="where the weights are kept after each epoch")
    parser.add_argument("--resume", type=int, default=0, help="epochs that the checkpoint has behind it")
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=0.1, help="peak learning rate")
    parser.add_argument("--decay", type=float, default=5e-4, help="weight decay")
    parser.add_argument("--sparsity", type=float, default=3e-3, help="weight of the channel penalty")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def load(path):
    """uint8 [count, 32, 32, 3], int64 [count] -> normalised float32 [count, 3, 32, 32], labels."""
    with numpy.load(path) as file:
        images = torch.from_numpy(file["images"]).permute(0, 3, 1, 2)
        labels = torch.from_numpy(file["labels"])
    images = images.float().div_(255)
    images.sub_(torch.tensor(MEAN).view(1, 3, 1, 1)).div_(torch.tensor(STD).view(1, 3, 1, 1))
    return images, labels


def turned(images):
    """One of the eight symmetries of the square for the whole batch: objects lie at every angle anyway."""
    if torch.rand(()) < 0.5:
        images = images.flip(3)
    return torch.rot90(images, int(torch.randint(0, 4, ())), (2, 3))


@torch.no_grad()
def top1(network, images, labels):
    network.eval()
    right = sum(int((network(x).argmax(1) == y).sum()) for x, y in zip(images.split(500), labels.split(500)))
    return right / len(labels)


def pruned_top1(network, images, labels, order, widths):
    """Top-1 with the weakest channels silenced, nothing repaired."""
    for group, width in zip(grouping.groups_of(network), widths):
        group.mask(grouping.strongest(group.saliency(order), width))
    result = top1(network, images, labels)
    for group in grouping.groups_of(network):
        group.mask(None)
    return result


def report_pruning(network, images, labels):
    groups = grouping.groups_of(network)
    dense, _ = grouping.pruned_cost(groups, [g.width for g in groups])
    for share in (0.7, 0.6, 0.5, 0.4):
        for order in (1, 2):
            for name, widths in (("layer", grouping.same_ratio(groups, share, 8)),
                                 ("global", grouping.competing(groups, order, share, 8))):
                macs, parameters = grouping.pruned_cost(groups, widths)
                accuracy = pruned_top1(network, images, labels, order, widths)
                print(f"flops {share}, l{order}, {name}, widths {widths}: {macs / dense:.3f} of the multiply-adds, "
                      f"{parameters} parameters, top-1 {100 * accuracy:.2f} %", flush=True)


def train_linear(train, test, batch):
    """Logistic regression on the normalised pixels: how far one gets without shapes."""
    model = nn.Linear(3 * 32 * 32, CLASSES)
    optimiser = torch.optim.Adam(model.parameters(), 1e-3, weight_decay=1e-4)
    best = 0.0
    for epoch in range(10):
        for index in torch.randperm(len(train[1])).split(batch):
            optimiser.zero_grad()
            F.cross_entropy(model(train[0][index].flatten(1)), train[1][index]).backward()
            optimiser.step()
        with torch.no_grad():
            best = max(best, float((model(test[0].flatten(1)).argmax(1) == test[1]).float().mean()))
    return best


def train(network, options, data, test):
    images, labels = data
    network = network.to(memory_format=torch.channels_last)
    groups = grouping.groups_of(network)
    decayed = [p for p in network.parameters() if p.dim() > 1]
    others = [p for p in network.parameters() if p.dim() == 1]
    optimiser = torch.optim.SGD([{"params": decayed, "weight_decay": options.decay}, {"params": others}],
                                options.rate, momentum=0.9, nesterov=True)
    steps = options.epochs * (len(labels) // options.batch)
    step, started = options.resume * (len(labels) // options.batch), time.time()
    for epoch in range(options.resume, options.epochs):
        network.train()
        total = 0.0
        for index in torch.randperm(len(labels)).split(options.batch):
            if len(index) < options.batch:
                continue
            # A short warm-up, then half a cosine down to zero.
            rate = options.rate * min(1, (step + 1) / 200) * 0.5 * (1 + math.cos(math.pi * step / steps))
            for part in optimiser.param_groups:
                part["lr"] = rate
            x = turned(images[index]).contiguous(memory_format=torch.channels_last)
            loss = F.cross_entropy(network(x), labels[index])
            penalty = grouping.penalty(groups)
            optimiser.zero_grad()
            (loss + options.sparsity * penalty).backward()
            optimiser.step()
            total += loss.item()
            step += 1
        weak = [int((g.norms() < 0.1 * g.norms().mean()).sum()) for g in groups]
        half = pruned_top1(network, test[0][:1000], test[1][:1000], 2, grouping.same_ratio(groups, 0.5, 8))
        print(f"epoch {epoch + 1}/{options.epochs}: loss {total / (len(labels) // options.batch):.4f}, "
              f"top-1 {100 * top1(network, *test):.2f} %, penalty {float(penalty):.1f}, weak channels {weak}, "
              f"top-1 at half the multiply-adds (l2) {100 * half:.2f} %, "
              f"{time.time() - started:.0f} s", flush=True)
        torch.save(network.state_dict(), options.checkpoint)


def main():
    options = arguments()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    torch.backends.mkldnn.deterministic = True
    data, test = load(options.train), load(options.test)
    network = Network()
    for group in grouping.groups_of(network):
        for _, bn in group.producers:
            nn.init.constant_(bn.weight, 0.5)
    if options.resume:
        network.load_state_dict(torch.load(options.checkpoint))
    parameters = sum(p.numel() for p in network.parameters())
    print(f"torch {torch.__version__}, {len(data[1])} training images, {len(test[1])} held out, {vars(options)}")
    print(f"{parameters} parameters before folding, {multiply_adds(network)} multiply-adds an image", flush=True)
    train(network, options, data, test)
    print(f"held-out top-1 {100 * top1(network, *test):.2f} %")
    export(network, options.out)
    report_pruning(network, *test)
    print(f"linear model on pixels, best held-out top-1 of 10 epochs: {100 * train_linear(data, test, 256):.2f} %")


if __name__ == "__main__":
    main()
