import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aEnvoyer, formulaires } from '../../tests/invariants/page.ts'
import { corrigerObligations } from '../mesures/obligation.commands.ts'
import { ecrireRapport, soumettre, transmettre } from './magistrats.commands.ts'
import { nouveauBanc, rapportsCommences } from './rapport.builder.ts'
import { retirerValidation, valider } from './validation.commands.ts'

let banc: Awaited<ReturnType<typeof nouveauBanc>>
let rapports: ReturnType<typeof rapportsCommences>
beforeAll(async () => {
  banc = await nouveauBanc()
  rapports = rapportsCommences(banc, corrigerObligations)
})
afterAll(() => banc.fermer())

describe('Valider ce qui a été lu, et revenir sur une validation', () => {
  it('une page ouverte avant le changement est refusée, l’avertissement se lit, le second clic passe', async () => {
    const r = await rapports.commencer()
    await rapports.envoyer('ts.67', r, soumettre)
    const n = await rapports.nav('dpip.67')
    const champs = (texte: string) =>
      Object.fromEntries(
        formulaires(texte, '/')
          .filter(f => aEnvoyer(f).some(([nom]) => nom === 'changementVu'))
          .flatMap(f => aEnvoyer(f)),
      )
    const ouverte = champs((await n.ouvrir(r.adresse)).texte)
    await rapports.changer(r, ['CP 132-45, 1°', 'CP 132-45, 2°'])
    const refus = await n.envoyer(`${r.adresse}/valider`, ouverte)
    expect([
      refus.statut,
      refus.texte.includes(
        'La mesure ou ses obligations ont changé depuis que vous avez ouvert cette page',
      ),
    ]).toEqual([422, true])
    expect(refus.texte).toMatch(/Est maintenant : <ins>[^<]*132-45, 2°/)
    // The text itself, put right by the writer’s side, is another page to read.
    await n.envoyer(`${r.adresse}/actualiser`, {}, r.adresse)
    const autre = await n.envoyer(`${r.adresse}/valider`, champs(refus.texte))
    expect([autre.statut, autre.texte.includes('Le texte de ce rapport a changé')]).toEqual([
      422,
      true,
    ])
    expect((await n.envoyer(`${r.adresse}/valider`, champs(autre.texte))).statut).toBe(303)
  })

  it('validé, pas transmis : la direction du service retire la validation, dit pourquoi ; le PDF suivant remplace l’autre ; transmis, c’est refusé', async () => {
    const r = await rapports.commencer()
    const sha = async () =>
      (
        await banc.e.proprietaire.query<{ s: string }>(
          "SELECT encode(sha256, 'hex') AS s FROM magistrats.rapport_pdf WHERE rapport_id = $1",
          [r.rapportId],
        )
      ).rows[0]?.s
    const retirer = (qui: string, plus: object = {}) =>
      rapports.par(qui, retirerValidation, {
        dossierId: r.dossierId,
        rapportId: r.rapportId,
        vers: 'soumis',
        motifDeReprise: 'Une obligation manque',
        ...plus,
      })
    await rapports.envoyer('ts.67', r, soumettre)
    await expect(retirer('dpip.67')).rejects.toThrow('n’est pas validé')
    await rapports.envoyer('dpip.67', r, valider)
    const premier = await sha()
    await expect(retirer('ts.67')).rejects.toThrow('Votre fonction ne permet pas cet acte')
    await expect(retirer('dpip.67', { motifDeReprise: '' })).rejects.toThrow('Dites pourquoi')
    expect((await (await rapports.nav('dpip.67')).ouvrir(r.adresse)).texte).toContain(
      'Retirer la validation',
    )
    await retirer('dpip.67')
    const relu = (await (await rapports.nav('ts.67')).ouvrir(r.adresse)).texte
    expect(relu).toContain('Validation retirée : Une obligation manque')
    expect(relu).not.toContain('Empreinte SHA-256')
    expect((await (await rapports.nav('ts.67')).ouvrir(`${r.adresse}/rapport.pdf`)).statut).toBe(
      404,
    )
    expect((await (await rapports.nav('ts.67')).ouvrir('/pour-moi?par=100')).texte).toContain(
      'La validation de votre rapport est retirée',
    )
    await rapports.envoyer('dpip.67', r, valider)
    await retirer('dpip.67', { vers: 'renvoye' })
    expect((await (await rapports.nav('ts.67')).ouvrir('/pour-moi?par=100')).texte).toContain(
      'Rapport à reprendre',
    )
    const { rows } = await banc.e.proprietaire.query(
      'SELECT version FROM magistrats.rapport WHERE id = $1',
      [r.rapportId],
    )
    await rapports.par('ts.67', ecrireRapport, {
      ...r,
      version: rows[0].version,
      titre: 'Repris',
      sections: [{ titre: 'Suivi', texte: 'Autre texte.' }],
    })
    await rapports.envoyer('ts.67', r, soumettre)
    await rapports.envoyer('dpip.67', r, valider)
    expect(await sha()).not.toBe(premier)
    await expect(
      banc.e.proprietaire.query(
        "UPDATE magistrats.rapport_pdf SET pdf = 'x', sha256 = sha256('x') WHERE rapport_id = $1",
        [r.rapportId],
      ),
    ).rejects.toThrow('ne change plus')
    await rapports.envoyer('ts.67', r, transmettre)
    await expect(retirer('dpip.67')).rejects.toThrow('chez le magistrat')
  })
})
