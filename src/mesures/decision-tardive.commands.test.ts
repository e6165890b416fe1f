import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Navigateur } from '../../tests/base.ts'
import { garderBrouillon } from '../dossiers/dossier.commands.ts'
import { executer } from '../platform/executer.ts'
import type { Lieu } from './acte.builder.ts'
import { accomplirActe, annulerActe } from './acte.commands.ts'
import { bancDObligations, obligation } from './correction.builder.ts'

let { e, p, ts, fermer, modifiee, enVigueur, articles } = {} as Awaited<
  ReturnType<typeof bancDObligations>
>
beforeAll(async () => {
  ;({ e, p, ts, fermer, modifiee, enVigueur, articles } = await bancDObligations())
})
afterAll(() => fermer())

const dernierActe = async ({ mesureId }: Lieu) => {
  const { rows } = await e.proprietaire.query<{ id: string }>(
    'SELECT id FROM mesures.acte WHERE mesure_id = $1 ORDER BY rang DESC LIMIT 1',
    [mesureId],
  )
  return rows[0]?.id ?? ''
}

describe('Une décision reçue tard', () => {
  const tardive = {
    acte: 'modification_obligations',
    le: '2025-06-01',
    auteur: 'jap',
    numero: '25/3',
    decisionVue: 'oui',
  }
  const accomplir = (m: Lieu, plus: object) =>
    executer(e.hote, ts, accomplirActe, { ...m, ...tardive, ...plus } as never)
  const etat = async (m: Lieu) =>
    (
      await e.proprietaire.query(
        `SELECT v.etat, v.fin_prevue_le::text, (SELECT json_agg(json_build_array(x.cle, x.rang, x.le, x.faite_le) ORDER BY x.cle, x.rang)
           FROM echeances.echeance x WHERE x.mesure_id = v.mesure_id) AS echeances FROM mesures.v_mesure v WHERE v.mesure_id = $1`,
        [m.mesureId],
      )
    ).rows[0]
  it('ne change que ses obligations : elle se range à sa date, état, terme et échéances restent', async () => {
    const m = await modifiee()
    const avant = await etat(m)
    await accomplir(m, { obligations: [obligation('3°')] })
    expect(await etat(m)).toEqual(avant)
    expect(await articles(m)).toEqual(['CP 132-45, 1°', 'CP 132-45, 2°', 'CP 132-45, 3°'])
    const { texte } = await (await new Navigateur(p).entrer('ts.67')).ouvrir(
      `/dossiers/${m.dossierId}/mesures/${m.mesureId}`,
    )
    expect(texte.indexOf('01/06/2025')).toBeLessThan(texte.indexOf('01/09/2025'))
  })
  it('ne défait pas ce qu’un acte postérieur a changé', async () => {
    const m = await modifiee()
    const levees = (await enVigueur(m))
      .filter(o => o.article.endsWith('2°'))
      .map(o => o.obligation_id)
    await expect(accomplir(m, { levees, obligations: [obligation('4°')] })).rejects.toMatchObject({
      refusals: [
        { champ: 'levees' },
        { champ: 'obligations.0.article', message: expect.stringContaining('01/09/2025') },
      ],
    })
  })
  it('change le terme : refusée, la page dit par où commencer et y mène', async () => {
    const m = await modifiee()
    const adresse = `/dossiers/${m.dossierId}/mesures/${m.mesureId}/actes/suspension`
    const { statut, texte } = await (await new Navigateur(p).entrer('ts.67')).envoyer(
      adresse,
      { le: '2025-06-01', auteur: 'loi' },
      adresse,
    )
    expect(statut).toBe(422)
    expect(texte).toContain('Un acte postérieur est enregistré')
    expect(texte).toMatch(/commençant par le dernier acte[\s\S]*\/actes\/[0-9a-f-]+\/annuler"/)
  })
  it('refusée, ce qui a été tapé est gardé pour qui va annuler la suite : au retour tout y est, sauf « sous les yeux »', async () => {
    const m = await modifiee()
    const adresse = `/dossiers/${m.dossierId}/mesures/${m.mesureId}/actes/prolongation`
    const ts67 = await new Navigateur(p).entrer('ts.67')
    expect((await ts67.ouvrir(adresse)).texte).not.toContain('data-brouillon-a-garder')
    const tape = {
      le: '2025-06-01',
      decision: 'Prolongé de six mois',
      nouvelleFinLe: '2027-09-10',
      decisionVue: 'oui',
    }
    const { texte } = await ts67.envoyer(
      adresse,
      { ...tape, auteur: 'jap', sansNumero: 'oui' },
      adresse,
    )
    expect(texte).toContain('data-brouillon-a-garder')
    const cle = /data-brouillon-cle="([^"]+)"/.exec(texte)?.[1]
    expect(cle).toBe(`acte:${m.mesureId}:prolongation`)
    const garde = {
      dossierId: m.dossierId,
      cle,
      url: adresse,
      titre: 'Prolongation',
      version: 0,
      valeurs: tape,
    }
    await executer(e.hote, ts, garderBrouillon, garde as never)
    const retour = (await ts67.ouvrir(adresse)).texte
    expect(retour).toMatch(/value="2025-06-01"[\s\S]*value="2027-09-10"[\s\S]*Prolongé de six mois/)
    expect(/<input[^>]*name="decisionVue"[^>]*>/.exec(retour)?.[0]).not.toContain('checked')
    await executer(e.hote, ts, annulerActe, {
      ...m,
      acteId: await dernierActe(m),
      motif: 'À remettre après',
    } as never)
    const juste = { ...m, ...tape, acte: 'prolongation', auteur: 'jap', sansNumero: 'oui' }
    await executer(e.hote, ts, accomplirActe, juste as never)
    const { rows } = await e.proprietaire.query(
      'SELECT 1 FROM dossiers.brouillon WHERE dossier_id = $1',
      [m.dossierId],
    )
    expect(rows).toEqual([])
  })
})
