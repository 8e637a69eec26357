$(function () {
  var views = { '#/': 'views/loans.html #loans', '#/hours': 'views/hours.html #hours' };

  function show() {
    var view = views[location.hash] ? location.hash : '#/';
    $('#view').load(views[view], function () {
      if (view === '#/') loadLoans();
    });
  }

  function loadLoans() {
    $.getJSON('api/loans.json', function (loans) {
      var rows = $.map(loans, function (loan) {
        return $('<tr>').append($('<td>').text(loan.title), $('<td>').text(loan.reader.toUpperCase()), $('<td>').text(loan.due));
      });
      $('#loans .wait').remove();
      $('#loans').append($('<h1>').text('On loan'), $('<table>').append(rows));
    });
  }

  $(window).on('hashchange', show);
  show();
});
