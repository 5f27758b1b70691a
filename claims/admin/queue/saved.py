"""Keeping the filters in use under a name."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from claims import actions, desk
from claims.admin.queue.answers import (
    ReviewerRequest,
    address,
    chosen_by,
    faults,
    may_look,
    nothing_saved,
    post_or_back,
)
from claims.models import SavedFilter


class SaveForm(forms.Form):
    name = forms.CharField(max_length=100)
    is_shared = forms.BooleanField(required=False)


@post_or_back
@may_look
def save_filter(request: ReviewerRequest) -> HttpResponse:
    chosen, form = chosen_by(request), SaveForm(request.POST)
    if not form.is_valid():
        messages.error(request, nothing_saved(faults(form)))
        return HttpResponseRedirect(address(chosen))
    try:
        actions.save_filter(actor=request.user, query=chosen.query, **form.cleaned_data)
    except desk.DeskRefused as problem:
        messages.error(request, nothing_saved(problem))
    else:
        name = form.cleaned_data["name"]
        messages.success(request, gettext("The filter “%(name)s” is saved.") % {"name": name})
    return HttpResponseRedirect(address(chosen))


@post_or_back
@may_look
def delete_filter(request: ReviewerRequest, pk: int) -> HttpResponse:
    saved = get_object_or_404(SavedFilter, pk=pk)
    try:
        actions.delete_filter(saved, actor=request.user)
    except desk.DeskRefused as problem:
        messages.error(request, str(problem))
    else:
        words = {"name": saved.name}
        messages.success(request, gettext("The filter “%(name)s” is deleted.") % words)
    return HttpResponseRedirect(address(chosen_by(request)))
