"""Which article stands before a word."""

import pytest

from touchstone.postings.articles import article

AN = """expert; engaged person; ML engineer; LLM; MLOps engineer; NLP task; hour; honest answer; heir;
unasked person; unimportant; unintended; uninformed; 8-hour day; 11; 18-month plan; 80; API; x-ray;
HR system; AI; upper bound; EXPERT; *early-career person*; urgent task; R package; S3 bucket; F1
score; open person; onerous task; umbrella; urban area; unidiomatic; undated; unidentified; unnamed;
umpire; honour; accessible; industry; Urdu speaker; ETL job; A/B test; Oracle"""
A = """user; unit; unique one; uniform; university; usual one; European; one-off; once-a-year event; US
citizen; UK firm; RAG system; GPU; data scientist; house; horse; horizon; hard one; utility; 10;
1st; 100; person; NASA team; PhD; BSc; usable; ubiquitous; CV; DevOps engineer; union; unimodal
curve; unidirectional; useful tool; Python engineer; TPU; unanimous vote; uranium; TEAM"""
AN = [one.strip() for one in AN.split(";")]
A = [one.strip() for one in A.split(";")]


@pytest.mark.parametrize("text", AN)
def test_an_stands_before_a_vowel_that_is_heard(text):
    assert article(text) == "an"


@pytest.mark.parametrize("text", A)
def test_a_stands_before_a_consonant_that_is_heard(text):
    assert article(text) == "a"
